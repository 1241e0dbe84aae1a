"""Exit 0 when PostgreSQL and Redis answer at the two addresses given."""

import sys

import psycopg
import redis

try:
    psycopg.connect(sys.argv[1], connect_timeout=2).close()
    redis.Redis.from_url(sys.argv[2], socket_connect_timeout=2).ping()
except (psycopg.Error, redis.RedisError) as error:
    print(f"(sin servicios: {str(error).splitlines()[0]})")
    sys.exit(1)
