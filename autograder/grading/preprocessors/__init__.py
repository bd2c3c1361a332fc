"""The engine behind nbgrader's own commands and formgrader; nbgrader_config.py puts the pieces in place.

`autograding` grades, `sandboxed` runs assignments that are not lessons, `inert` shows what students wrote without running it.
"""
