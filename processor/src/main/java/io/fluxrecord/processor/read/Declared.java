package io.fluxrecord.processor.read;

import io.fluxrecord.processor.plan.ColumnPlan;
import javax.lang.model.element.Element;

/** A column, and the element that declares it: the model itself for the columns of Fluxrecord's own mixins. */
record Declared(ColumnPlan column, Element origin) {}
