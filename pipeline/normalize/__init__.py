"""The rules that turn words into fields: places, and later pay, role, setting and schedule."""
