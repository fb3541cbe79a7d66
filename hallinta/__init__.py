"""The handbook's machinery: YAML records in, findings and pages out.

Floors. A module imports only from lower floors; ``tests/test_floors.py`` reads this drawing and the imports::

    7  cli            mkdocs_plugin                       the outside world; mkdocs_plugin is the only importer of mkdocs
    6  disk           history        clock                the only opener of files, caller of git, asker of the day
    5  pages          exports        report               text for people and machines
    4  present        rules                               phrases, dates, links, Jinja environment | governance
    3  queries                                            questions put to the data
    2  handbook                                           every record in memory, one field per kind
    1  records        schema_errors                       one record; pydantic errors in Finnish
    0  finding        yaml_text                           words and places; yaml_text is the only importer of yaml

``macros/`` stands on floor 7 too: it gives hand-written pages the same phrases.
Nothing below floor 6 asks what day it is, where the disk is or which engine renders.
"""
