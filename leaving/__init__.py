"""Readers are told before a link takes them away from government sites (国办发〔2017〕47号)."""
