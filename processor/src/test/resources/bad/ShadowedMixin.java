package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.CreatedAt;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.Timestamped;
import io.fluxrecord.UpdatedAt;
import io.fluxrecord.UuidKey;
import io.fluxrecord.Versioned;
import io.fluxrecord.Attribute;
import java.time.Instant;
import java.util.UUID;

class ShadowedMixin extends ActiveRecord<ShadowedMixin> implements UuidKey, Versioned, Timestamped, SoftDeletable, Tenanted {

    UUID id; // error: [FLX013] bad.ShadowedMixin.id has the name of a property of UuidKey: remove the field: the mixin holds it
    long version; // error: [FLX013] bad.ShadowedMixin.version has the name of a property of Versioned: remove the field: the mixin holds it
    Instant updatedAt; // error: [FLX013] bad.ShadowedMixin.updatedAt has the name of a property of Timestamped: remove the field: the mixin holds it
    Instant deletedAt; // error: [FLX013] bad.ShadowedMixin.deletedAt has the name of a property of SoftDeletable: remove the field: the mixin holds it
    String tenantId; // error: [FLX013] bad.ShadowedMixin.tenantId has the name of a property of Tenanted: remove the field: the mixin holds it
}

class ShadowedCreation extends ActiveRecord<ShadowedCreation> implements UuidKey, CreatedAt {

    Instant createdAt; // error: [FLX013] bad.ShadowedCreation.createdAt has the name of a property of CreatedAt: remove the field: the mixin holds it
    Instant updatedAt;
}

class ShadowedUpdate extends ActiveRecord<ShadowedUpdate> implements UuidKey, UpdatedAt {

    Instant createdAt;
    Instant updatedAt; // error: [FLX013] bad.ShadowedUpdate.updatedAt has the name of a property of UpdatedAt: remove the field: the mixin holds it
}

interface Tenanted {

    Attribute<String> TENANT_ID = Attribute.of(String.class);
}
