package io.fluxrecord.processor.report;

import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** Passes problems on to the compiler, each once: what models inherit is read again with every one of them. */
public final class Reporter {

    private final Messager messager;
    private final Set<String> sources = new HashSet<>();
    private final Set<String> reported = new HashSet<>();

    public Reporter(Messager messager) {
        this.messager = messager;
    }

    /** Remember a top-level type that is being compiled; only such elements have a place in a source file. */
    public void source(TypeElement type) {
        sources.add(type.getQualifiedName().toString());
    }

    /**
     * Report all problems of a type. A problem of an element that came from a class file is reported on the type, as
     * there is no line of source to show.
     */
    public void report(Problems problems, TypeElement type) {
        for (Problem problem : problems.list()) {
            // The message names the element; the element itself is another object in every round.
            if (reported.add(problem.message())) {
                Element element = inSource(problem.element()) ? problem.element() : type;
                messager.printMessage(problem.kind(), problem.message(), element);
            }
        }
    }

    /** Report a problem that is no element's. */
    public void report(CompileError error, Object... arguments) {
        messager.printMessage(error.kind(), error.message(arguments));
    }

    private boolean inSource(Element element) {
        Element outermost = element;
        while (outermost.getEnclosingElement() != null
                && outermost.getEnclosingElement().getKind() != ElementKind.PACKAGE) {
            outermost = outermost.getEnclosingElement();
        }
        return outermost instanceof TypeElement type
                && sources.contains(type.getQualifiedName().toString());
    }
}
