"""Rows -> the words of an answer: sentences, cells and statements, each with its n and date."""
