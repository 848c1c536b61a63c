<?xml version="1.0" encoding="UTF-8"?>
<!-- The display menu: how a reader wants the page; style sheets read what is checked, so no script is needed. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <!-- what the source has otherwise than the reading text -->
  <xsl:variable name="otherwise" select="$text/descendant::*[self::tei:choice or self::tei:lb[@break = 'no'] or self::tei:ex]"/>

  <xsl:template name="display">
    <details id="display">
      <summary><xsl:value-of select="$t/display"/></summary>
      <div class="panel">
        <xsl:apply-templates select="$t/choose" mode="display"/>
      </div>
    </details>
  </xsl:template>

  <!-- A group of labels.xml: to begin with the one that is plain holds; what cannot be chosen is left out. -->
  <xsl:template match="choose" mode="display">
    <fieldset>
      <legend><xsl:value-of select="@label"/></legend>
      <xsl:apply-templates select="option" mode="display"/>
    </fieldset>
  </xsl:template>
  <xsl:template match="choose[@n = 'view']" mode="display">
    <xsl:choose>
      <xsl:when test="$otherwise"><fieldset><legend><xsl:value-of select="@label"/></legend><xsl:apply-templates select="option" mode="display"/></fieldset></xsl:when>
      <xsl:otherwise><p class="hint"><xsl:value-of select="$t/views-agree"/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="choose[@n = 'marks']/option" mode="display">
    <xsl:if test="(@n = 'names' and $named) or (@n = 'notes' and $notes)">
      <label>
        <input type="checkbox" name="{@n}" id="show-{@n}"><xsl:if test="@n = 'notes'"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if></input>
        <xsl:value-of select="concat(' ', .)"/>
      </label>
    </xsl:if>
  </xsl:template>
  <xsl:template match="choose[@n = 'marks']" mode="display"><xsl:if test="$named or $notes"><fieldset><legend><xsl:value-of select="@label"/></legend><xsl:apply-templates select="option" mode="display"/></fieldset></xsl:if></xsl:template>
  <xsl:template match="option" mode="display">
    <label>
      <input type="radio" name="{../@n}" value="{@n}"><xsl:if test="contains(' reading normal auto ', concat(' ', @n, ' '))"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if></input>
      <xsl:value-of select="concat(' ', .)"/>
    </label>
  </xsl:template>
</xsl:stylesheet>
