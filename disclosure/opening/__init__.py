"""政府信息公开: the column that 国办公开办函〔2019〕61号 names, and its statutory blocks."""
