"""A certificate authority of the lab's own, and what it signs."""

import ssl
from collections.abc import Iterable
from pathlib import Path

from .listener import Tls
from .ports import HERE


class Authority:
    """Trusted inside one lab only; its files lie in the lab's folder and go with it."""

    def __init__(self, folder: Path) -> None:
        # It brings a library of cryptography along.
        import trustme

        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._ca, self._stranger = folder, trustme.CA(), trustme.CA()
        self.file = folder / "ca.crt"
        self._ca.cert_pem.write_to_path(self.file)

    def server_files(self, names: Iterable[str], certificate: Path, key: Path) -> None:
        """A server's certificate with its chain, and its key, where a gateway wants them."""
        signed = self._ca.issue_cert(*_names(names))
        certificate.parent.mkdir(parents=True, exist_ok=True)
        certificate.unlink(missing_ok=True)
        for blob in signed.cert_chain_pems:
            blob.write_to_path(certificate, append=True)
        signed.private_key_pem.write_to_path(key)
        key.chmod(0o600)

    def trusted_file(self, file: Path) -> None:
        """The authority's own certificate, where a gateway looks for whom to trust."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(self.file.read_bytes())

    def server(self, names: Iterable[str]) -> Tls:
        """For an end of the lab's own: the right certificate, and one that nobody trusts."""
        wanted = _names(names)
        contexts = [ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) for _ in range(2)]
        for authority, context in zip((self._ca, self._stranger), contexts, strict=True):
            signed = authority.issue_cert(*wanted)
            with signed.private_key_and_cert_chain_pem.tempfile(str(self._folder)) as file:
                context.load_cert_chain(file)
        return Tls(*contexts)

    def trusting(self) -> ssl.SSLContext:
        """For whoever calls."""
        return ssl.create_default_context(cafile=str(self.file))


def _names(names: Iterable[str]) -> list[str]:
    """Each name once, the port taken off, and this machine's own."""
    bare = (name.partition(":")[0] for name in names)
    return list(dict.fromkeys([*bare, HERE, "localhost"]))
