package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Embedded;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** 1,600 columns, as many as a table of PostgreSQL has at most: 39 lines of 41, and the key. */
public class Matrix extends ActiveRecord<Matrix> {

    public @Id @Nullable Long id;
    public @Embedded @Nullable Line r1;
    public @Embedded @Nullable Line r2;
    public @Embedded @Nullable Line r3;
    public @Embedded @Nullable Line r4;
    public @Embedded @Nullable Line r5;
    public @Embedded @Nullable Line r6;
    public @Embedded @Nullable Line r7;
    public @Embedded @Nullable Line r8;
    public @Embedded @Nullable Line r9;
    public @Embedded @Nullable Line r10;
    public @Embedded @Nullable Line r11;
    public @Embedded @Nullable Line r12;
    public @Embedded @Nullable Line r13;
    public @Embedded @Nullable Line r14;
    public @Embedded @Nullable Line r15;
    public @Embedded @Nullable Line r16;
    public @Embedded @Nullable Line r17;
    public @Embedded @Nullable Line r18;
    public @Embedded @Nullable Line r19;
    public @Embedded @Nullable Line r20;
    public @Embedded @Nullable Line r21;
    public @Embedded @Nullable Line r22;
    public @Embedded @Nullable Line r23;
    public @Embedded @Nullable Line r24;
    public @Embedded @Nullable Line r25;
    public @Embedded @Nullable Line r26;
    public @Embedded @Nullable Line r27;
    public @Embedded @Nullable Line r28;
    public @Embedded @Nullable Line r29;
    public @Embedded @Nullable Line r30;
    public @Embedded @Nullable Line r31;
    public @Embedded @Nullable Line r32;
    public @Embedded @Nullable Line r33;
    public @Embedded @Nullable Line r34;
    public @Embedded @Nullable Line r35;
    public @Embedded @Nullable Line r36;
    public @Embedded @Nullable Line r37;
    public @Embedded @Nullable Line r38;
    public @Embedded @Nullable Line r39;

    public record Line(
            @Nullable Integer c1,
            @Nullable Integer c2,
            @Nullable Integer c3,
            @Nullable Integer c4,
            @Nullable Integer c5,
            @Nullable Integer c6,
            @Nullable Integer c7,
            @Nullable Integer c8,
            @Nullable Integer c9,
            @Nullable Integer c10,
            @Nullable Integer c11,
            @Nullable Integer c12,
            @Nullable Integer c13,
            @Nullable Integer c14,
            @Nullable Integer c15,
            @Nullable Integer c16,
            @Nullable Integer c17,
            @Nullable Integer c18,
            @Nullable Integer c19,
            @Nullable Integer c20,
            @Nullable Integer c21,
            @Nullable Integer c22,
            @Nullable Integer c23,
            @Nullable Integer c24,
            @Nullable Integer c25,
            @Nullable Integer c26,
            @Nullable Integer c27,
            @Nullable Integer c28,
            @Nullable Integer c29,
            @Nullable Integer c30,
            @Nullable Integer c31,
            @Nullable Integer c32,
            @Nullable Integer c33,
            @Nullable Integer c34,
            @Nullable Integer c35,
            @Nullable Integer c36,
            @Nullable Integer c37,
            @Nullable Integer c38,
            @Nullable Integer c39,
            @Nullable Integer c40,
            @Nullable Integer c41) {}
}
