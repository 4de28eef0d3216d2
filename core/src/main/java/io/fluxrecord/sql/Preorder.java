package io.fluxrecord.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks a predicate, each junction and negation before what is in it, and does not recurse: a predicate may be deeper
 * than a thread's stack, and to compare or print it must not break.
 */
final class Preorder {

    private final Deque<Iterator<Predicate>> path = new ArrayDeque<>();

    private Preorder(Predicate root) {
        path.push(List.of(root).iterator());
    }

    static boolean equals(Predicate one, Predicate other) {
        if (one == other) {
            return true;
        }
        Preorder ours = new Preorder(one);
        Preorder theirs = new Preorder(other);
        while (true) {
            Predicate our = ours.next();
            Predicate their = theirs.next();
            if (our == null || their == null) {
                return our == their;
            }
            if (!isSameNode(our, their)) {
                return false;
            }
        }
    }

    private static boolean isSameNode(Predicate one, Predicate other) {
        if (one instanceof Predicate.Junction ours && other instanceof Predicate.Junction theirs) {
            return ours.all() == theirs.all() && ours.size() == theirs.size();
        }
        return one instanceof Predicate.Not ? other instanceof Predicate.Not : one.equals(other);
    }

    static int hashCode(Predicate predicate) {
        Preorder nodes = new Preorder(predicate);
        int hash = 1;
        for (Predicate node = nodes.next(); node != null; node = nodes.next()) {
            hash = 31 * hash + hashOfNode(node);
        }
        return hash;
    }

    private static int hashOfNode(Predicate node) {
        if (node instanceof Predicate.Junction junction) {
            return Objects.hash(junction.all(), junction.size());
        }
        return node instanceof Predicate.Not ? 7 : node.hashCode();
    }

    /** Return the operators before what they are applied to, as in {@code OR(a, NOT(b))}. */
    static String toString(Predicate predicate) {
        Preorder nodes = new Preorder(predicate);
        StringBuilder text = new StringBuilder();
        String separator = "";
        while (!nodes.path.isEmpty()) {
            Iterator<Predicate> siblings = nodes.path.element();
            if (!siblings.hasNext()) {
                nodes.path.pop();
                text.append(nodes.path.isEmpty() ? "" : ")");
                separator = ", ";
                continue;
            }
            Predicate node = siblings.next();
            text.append(separator).append(operator(node));
            separator = nodes.enter(node) ? "" : ", ";
        }
        return text.toString();
    }

    private static String operator(Predicate node) {
        if (node instanceof Predicate.Junction junction) {
            return junction.all() ? "AND(" : "OR(";
        }
        return node instanceof Predicate.Not ? "NOT(" : node.toString();
    }

    /** Return the next node, or null after the last. */
    private @Nullable Predicate next() {
        while (!path.isEmpty()) {
            Iterator<Predicate> siblings = path.element();
            if (siblings.hasNext()) {
                Predicate node = siblings.next();
                enter(node);
                return node;
            }
            path.pop();
        }
        return null;
    }

    /** Go on with what is in a node, if anything can be. */
    private boolean enter(Predicate node) {
        if (node instanceof Predicate.Junction junction) {
            path.push(junction.operands().iterator());
            return true;
        }
        if (node instanceof Predicate.Not not) {
            path.push(List.of(not.operand()).iterator());
            return true;
        }
        return false;
    }
}
