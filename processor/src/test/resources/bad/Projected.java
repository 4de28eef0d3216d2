package bad;

import io.fluxrecord.annotation.Projection;

@Projection
class Projected { // error: [FLX080] bad.Projected is annotated @Projection, but is no Java record: make it one

    @Projection
    record Nothing() {} // error: [FLX080] bad.Projected.Nothing is annotated @Projection, but has no components: add some

    @Projection
    record Pair<A>(A first) {} // error: [FLX080] bad.Projected.Pair is annotated @Projection, but has type parameters: write a record for each type

    @Projection
    private record Hidden(int number) {} // error: [FLX080] bad.Projected.Hidden is annotated @Projection, but is private, or in a class that is: make it package-private
}
