<?xml version="1.0" encoding="UTF-8"?>
<!-- The words that the script says: one for each "js" of labels.xml, in a template that nobody sees without script. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:template name="words">
    <template id="words"><xsl:apply-templates select="$t/js"/></template>
  </xsl:template>

  <xsl:template match="js"><i data-k="{@n}"><xsl:value-of select="."/></i></xsl:template>
</xsl:stylesheet>
