"""The only place where a process starts: each module wraps one program or one kind of process."""
