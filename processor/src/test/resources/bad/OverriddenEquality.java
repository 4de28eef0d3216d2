package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;

class OverriddenEquality extends ActiveRecord<OverriddenEquality> implements UuidKey {

    String name;

    @Override
    public boolean equals(Object other) { // warning: [FLX060] bad.OverriddenEquality overrides equals(java.lang.Object): records are equal when their keys are, whatever else they hold; remove it, or add @SuppressWarnings("FLX060")
        return other instanceof OverriddenEquality that && that.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    public boolean equals(OverriddenEquality other) {
        return true;
    }
}

class HashAlone extends ActiveRecord<HashAlone> implements UuidKey {

    @Override
    public int hashCode() { // warning: [FLX060] bad.HashAlone overrides hashCode(): records are equal when their keys are, whatever else they hold; remove it, or add @SuppressWarnings("FLX060")
        return 1;
    }
}

@MappedSuperclass
abstract class Shared<T extends Shared<T>> extends ActiveRecord<T> implements UuidKey {

    @Override
    public int hashCode() { // warning: [FLX060] bad.Shared overrides hashCode(): records are equal when their keys are, whatever else they hold; remove it, or add @SuppressWarnings("FLX060")
        return 1;
    }
}

class OneOfShared extends Shared<OneOfShared> {}

class OtherOfShared extends Shared<OtherOfShared> {}

@SuppressWarnings("FLX060")
class OnPurpose extends ActiveRecord<OnPurpose> implements UuidKey {

    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}

class MethodOnPurpose extends ActiveRecord<MethodOnPurpose> implements UuidKey {

    @Override
    @SuppressWarnings({"FLX060", "unused"})
    public int hashCode() {
        return super.hashCode();
    }

    int hashCode(int seed) {
        return seed;
    }
}
