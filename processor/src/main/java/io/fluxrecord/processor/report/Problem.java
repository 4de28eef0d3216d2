package io.fluxrecord.processor.report;

import javax.lang.model.element.Element;

/** One thing that is wrong, and the element to change. */
record Problem(Element element, String message) {}
