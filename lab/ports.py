"""Free ports on this machine."""

from socket import AF_INET, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket

HERE = "127.0.0.1"


def reserved(port: int = 0) -> socket:
    """A socket that holds a port without listening: whoever calls it is refused."""
    holder = socket(AF_INET, SOCK_STREAM)
    holder.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    holder.bind((HERE, port))
    return holder


def free_ports(count: int) -> list[int]:
    """So many different ports that nobody held a moment ago."""
    holders = [reserved() for _ in range(count)]
    ports = [int(holder.getsockname()[1]) for holder in holders]
    for holder in holders:
        holder.close()
    return ports
