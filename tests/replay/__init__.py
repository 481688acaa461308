"""A server on 127.0.0.1 that stands in for the publishers, with their recorded answers and their misbehaviour."""
