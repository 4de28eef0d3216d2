package io.fluxrecord.processor.report;

import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** One thing that is wrong, and the element to change. */
record Problem(Element element, Diagnostic.Kind kind, String message) {}
