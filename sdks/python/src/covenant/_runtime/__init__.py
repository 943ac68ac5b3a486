"""What every generated package shares: written by hand, the same in each of them, not part of the public interface."""
