"""Where stored files live: this machine's disk, or a private bucket of any S3 server (S3_BUCKET)."""

from pathlib import Path
from typing import Any


def en_disco(carpeta: Path) -> dict[str, Any]:
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": carpeta, "base_url": None},
    }


def en_s3(bucket: str, endpoint: str, region: str, llave: str, secreto: str) -> dict[str, Any]:
    """Nobody reads the bucket but the portal: no public ACL and no address of it is ever given. Without key the
    machine's own role is used; without endpoint, Amazon's."""
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint or None,
            "region_name": region or None,
            "access_key": llave or None,
            "secret_key": secreto or None,
            "default_acl": None,  # private: the bucket decides, and many refuse ACLs
            "file_overwrite": False,
            "querystring_auth": True,
            "max_memory_size": 1024 * 1024,  # what is read goes to disk past this
        },
    }
