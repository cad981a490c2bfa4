"""Which passages are copied from where, and how many independent origins a reading has."""
