"""The public portal as files: exported, signed, and compared byte by byte."""
