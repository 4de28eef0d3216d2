package io.fluxrecord.processor.read;

import io.fluxrecord.processor.plan.ColumnPlan;
import javax.lang.model.type.TypeMirror;

/** A column of the key of a model, as another model refers to it. */
record KeyPart(ColumnPlan column, TypeMirror type) {}
