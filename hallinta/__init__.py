"""The handbook's machinery: YAML records in, findings and pages out.

Floors. A module imports only from lower floors; ``tests/test_floors.py`` reads this drawing and the imports::

   10  cli                                          the command `hallinta`
    9  mkdocs_plugin  usage          console        the only importer of mkdocs | argparse in Finnish | streams
    8  finish                                       the built site made ready to be published
    7  disk           history        clock          the only opener of files, caller of git, asker of the day
       frames                                       one frame for many pages
       pdf                                          the only importer of weasyprint
    6  pages          exports        report         text for people and machines
       changes        new_record     new_year       what a change means | records to begin from
       new_meeting                                  an agenda proposed
       finishing      engine_words                  what is done to the built site: text to text | Finnish
    5  present        rules          wheel          phrases, links, templates | governance | the drawn year
       versions                                     what each version of a file and event meant
    4  queries                                      questions put to the data
    3  handbook                                     every record in memory, one field per kind
    2  schema_errors  git_errors                    pydantic's errors and git's in Finnish
       differences    pictures                      what differs, in words | what docs/ may hold besides pages
       navigation                                   which pages the menus have
    1  records                                      one record
    0  finding        yaml_text      prose          words and places | the only importer of yaml | pages by hand
       spelling        personal                     likely words | what of a text tells of a person

``macros/`` stands on floor 9: it gives hand-written pages the same phrases. Nothing below floor 7 asks what
day it is, where the disk is or which engine renders.
"""
