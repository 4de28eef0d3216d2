import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;

class Rootless extends ActiveRecord<Rootless> implements UuidKey {}
