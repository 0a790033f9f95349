/** The documentation, compared with the code that it describes. */
package io.nettools.controller.docs;
