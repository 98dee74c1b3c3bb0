"""Sample articles written for this project: invented outlets, people and events."""
