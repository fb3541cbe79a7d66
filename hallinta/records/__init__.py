"""One record at a time: a YAML file becomes a typed, frozen value that remembers where each part stands."""
