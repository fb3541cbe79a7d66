"""The handbook's machinery: YAML records in, findings and pages out.

Floors. A module imports only from lower floors; ``tests/test_floors.py`` reads this drawing and the imports::

    8  cli                                          the command `hallinta`
    7  mkdocs_plugin  usage                         the only importer of mkdocs | argparse in Finnish
    6  disk           history        clock         the only opener of files, caller of git, asker of the day
    5  pages          exports        report         new_record     text for people and machines
    4  present        rules                         phrases, dates, links, Jinja environment | governance
    3  queries                                      questions put to the data
    2  handbook                                     every record in memory, one field per kind
    1  records        schema_errors                 one record | pydantic errors in Finnish
    0  finding        yaml_text                     words and places | the only importer of yaml

``macros/`` stands on floor 7: it gives hand-written pages the same phrases. Nothing below floor 6 asks what
day it is, where the disk is or which engine renders.
"""
