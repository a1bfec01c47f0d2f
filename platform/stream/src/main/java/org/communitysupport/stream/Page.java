package org.communitysupport.stream;

import java.util.List;

/**
 * Some rows in the order asked for.
 *
 * @param nextCursor for {@link Query#cursor}; null on the last page
 */
public record Page<R>(List<Row<R>> rows, String nextCursor) {}
