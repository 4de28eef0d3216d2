/** What is said about a transaction: by an application before it begins, and to another library while it runs. */
@NullMarked
package io.fluxrecord.transaction;

import org.jspecify.annotations.NullMarked;
