/** What an application says about a transaction before it begins. Describes, never runs. */
@NullMarked
package io.fluxrecord.transaction;

import org.jspecify.annotations.NullMarked;
