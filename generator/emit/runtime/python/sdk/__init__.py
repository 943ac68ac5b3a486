"""Stands in for a generated package, so that the runtime's own tests can import it as ``sdk._runtime``."""
