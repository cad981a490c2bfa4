"""From a report and its layers to attributions and claims."""
