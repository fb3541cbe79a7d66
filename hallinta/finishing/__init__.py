"""What is done to the built site before it is published: pure steps from text to text.

``hallinta/finish.py`` reads the built files, runs the steps in order and writes the files back. No step
touches the disk, asks the day or knows the site engine, so the same steps finish another engine's site.
"""


class FinishError(Exception):
    """A built file is not what a finishing step was written for; the message is fit to show."""
