package bad;

import io.fluxrecord.UuidKey;

class Remote extends other.Parent<Remote> implements UuidKey {}
