"""What stands around every page: headers, faults, links that ask for the unknown, the first build."""
