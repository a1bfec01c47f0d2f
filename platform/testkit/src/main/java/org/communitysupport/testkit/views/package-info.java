/** Views are held against histories that are read in many lane orders. */
package org.communitysupport.testkit.views;
