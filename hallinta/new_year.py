"""Next year's calendar."""
