"""Stories: the reports of one event, found in a stream."""
