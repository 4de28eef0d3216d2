package io.fluxrecord.sql;

/**
 * What leads from the records of one model to those of another. Models are known by their classes, and looked up when a
 * statement is made: none is initialized because another one is.
 *
 * @param declaring the model that has the foreign key
 * @param property the name of the relation in it
 * @param referenced the model that the foreign key refers to
 * @param inverse whether it leads from the referenced model to the declaring one
 */
public record Relation(Class<?> declaring, String property, Class<?> referenced, boolean inverse) {

    /** Return the model whose records have it. */
    public Class<?> source() {
        return inverse ? referenced : declaring;
    }

    /** Return the model that it leads to. */
    public Class<?> target() {
        return inverse ? declaring : referenced;
    }
}
