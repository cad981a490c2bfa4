"""The benchmark of events: which gold mentions inside one subtopic or incident name one occurrence."""
