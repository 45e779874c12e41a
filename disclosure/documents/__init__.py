"""Official documents (政策文件): numbers, validity, relations, interpretations."""
