package io.fluxrecord.processor;

import com.sun.source.util.Trees;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * What has to be known of Lombok, so that the order of the processors does not matter. It changes classes in the round
 * in which it sees them, which may be before or after other processors look at them, and then asks for another round.
 * And where all annotations of a round are its own it claims them, so that processors after it are not asked at all.
 */
final class Lombok {

    private static final String ANNOTATIONS = "lombok.";

    private Lombok() {}

    /** Return whether Lombok has something to do in a round, so that classes are complete in the next one. */
    static boolean isAtWork(Set<? extends TypeElement> annotations) {
        return annotations.stream()
                .anyMatch(type -> type.getQualifiedName().toString().startsWith(ANNOTATIONS));
    }

    /** Return whether Lombok can be used here. */
    static boolean isThere(ProcessingEnvironment environment) {
        return environment.getElementUtils().getTypeElement(ANNOTATIONS + "Getter") != null;
    }

    /**
     * Return the types that are compiled from source, or nothing if the compiler does not tell. Has the compiler read
     * all classes of the packages that it knows, so this is for when they are not to be had otherwise.
     */
    static Optional<List<TypeElement>> claimable(ProcessingEnvironment environment) {
        try {
            Trees trees = Trees.instance(environment);
            return Optional.of(environment.getElementUtils().getAllModuleElements().stream()
                    .filter(module -> module.isUnnamed() || isSource(trees, module))
                    .flatMap(Lombok::packages)
                    .flatMap(each -> ElementFilter.typesIn(each.getEnclosedElements()).stream())
                    .filter(type -> isSource(trees, type))
                    .toList());
        } catch (IllegalArgumentException | LinkageError e) {
            // It is no compiler of the JDK, or a build tool stands between.
            return Optional.empty();
        }
    }

    private static Stream<PackageElement> packages(ModuleElement module) {
        return ElementFilter.packagesIn(module.getEnclosedElements()).stream();
    }

    private static boolean isSource(Trees trees, Element element) {
        return trees.getPath(element) != null;
    }
}
