"""The one loader of the encoders: words cut into pieces, and installed weights that are checked before they run."""
