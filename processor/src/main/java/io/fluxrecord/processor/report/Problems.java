package io.fluxrecord.processor.report;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** Everything that is wrong with one type, collected so that a user sees it all at once. */
public final class Problems {

    private final List<Problem> list = new ArrayList<>();

    public void add(CompileError error, Element element, Object... arguments) {
        list.add(new Problem(element, error.kind(), error.message(arguments)));
    }

    /** Return whether there is no error; warnings do not count. */
    public boolean isEmpty() {
        return list.stream().noneMatch(problem -> problem.kind() == Diagnostic.Kind.ERROR);
    }

    List<Problem> list() {
        return list;
    }
}
