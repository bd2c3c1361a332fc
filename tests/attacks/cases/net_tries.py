"""Tries every way out: names, addresses, the host's services on loopback and on unix sockets, other families of sockets."""

# %% [extra before:expose]
import os
import socket
import urllib.request

HOST_PORT, HOST_NAME, HOST_PATH = 0, "", ""  # the test writes here what the host really offers
reached = []


def attempt(name, call):
    try:
        reached.append((name, call()))
    except OSError:
        pass


def send(family, kind, address):
    with socket.socket(family, kind) as sending:
        sending.settimeout(2)
        sending.connect(address)
        sending.send(b"x")
        return sending.recv(10)


attempt("name", lambda: socket.getaddrinfo("example.org", 80))
attempt("web", lambda: urllib.request.urlopen("http://93.184.215.14/", timeout=2).status)
for where in ("127.0.0.1", "10.0.2.2", "172.17.0.1", "169.254.169.254", "1.1.1.1"):
    for port in (HOST_PORT, 53, 80):
        attempt((where, port), lambda where=where, port=port: send(socket.AF_INET, socket.SOCK_STREAM, (where, port)))
        attempt((where, port, "udp"), lambda where=where, port=port: send(socket.AF_INET, socket.SOCK_DGRAM, (where, port)))
attempt("loopback 6", lambda: send(socket.AF_INET6, socket.SOCK_STREAM, ("::1", HOST_PORT)))
attempt("abstract", lambda: send(socket.AF_UNIX, socket.SOCK_STREAM, "\0" + HOST_NAME))
attempt("path", lambda: send(socket.AF_UNIX, socket.SOCK_STREAM, HOST_PATH))
for family in ("AF_VSOCK", "AF_PACKET", "AF_ALG", "AF_BLUETOOTH", "AF_CAN", "AF_KEY", "AF_TIPC", "AF_XDP"):
    if hasattr(socket, family):
        attempt(family, lambda family=family: socket.socket(getattr(socket, family), socket.SOCK_RAW).close())
attempt("raw", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP).close())
print("interfaces", [name for _, name in socket.if_nameindex()], "reached", reached)
