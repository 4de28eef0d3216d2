/** MariaDB as a dialect; found by its driver. */
@NullMarked
package io.fluxrecord.dialect.mariadb;

import org.jspecify.annotations.NullMarked;
