"""Reading documents: text turned into actions and statements.

What belongs here: interpreters, their lexicons and their scores. What does not: fetching, parsing of data files
(`pipelines/sources`) and anything of Dagster.
"""
