<?xml version="1.0" encoding="UTF-8"?>
<!--
  How the edition is encoded: the elements that it really uses, with meaning, counts and examples.

  Input, made by site/about.py:
    <about page="encoding" documents="5" elements="92">
      <group place="text"> <element name="persName" n="118" documents="5"> <attribute name="ref" n="112"/> …
          <example href="../doc/SLUG.html" fragment="p-3" date="1964-11-25"> <attribute name="ref">#pers-x</attribute> <part name="head"/> … <more/>
            <words/> <title>of the document</title> </example> </element> … </group> …
      <rule kind="correction" documents="5">words</rule> …
    </about>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:import href="about.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>

  <xsl:variable name="guidelines" select="concat('https://tei-c.org/release/doc/tei-p5-doc/', $t/@xml:lang, '/html/ref-')"/>
  <xsl:key name="rules" match="rule" use="@kind"/>

  <xsl:template match="about[@page = 'encoding']" mode="content">
    <p class="statement"><xsl:value-of select="$a/encoding-intro"/></p>
    <xsl:apply-templates select="group[element]"/>
    <xsl:if test="rule">
      <xsl:call-template name="section">
        <xsl:with-param name="label" select="$t/editorial-rules"/>
        <xsl:with-param name="content">
          <p><xsl:value-of select="$a/rules-intro"/></p>
          <dl class="rows"><xsl:apply-templates select="rule[count(. | key('rules', @kind)[1]) = 1]"/></dl>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="group">
    <section aria-labelledby="in-{@place}">
      <h2 id="in-{@place}"><xsl:value-of select="$a/place[@n = current()/@place]"/><xsl:text> </xsl:text><small><xsl:value-of select="count(element)"/></small></h2>
      <dl class="elements"><xsl:apply-templates select="element"/></dl>
    </section>
  </xsl:template>

  <xsl:template match="element">
    <div>
      <dt>
        <xsl:choose>
          <xsl:when test="@ns"><code><xsl:value-of select="@name"/></code></xsl:when>
          <xsl:otherwise><a href="{$guidelines}{@name}.html" rel="noopener"><code><xsl:value-of select="@name"/></code></a></xsl:otherwise>
        </xsl:choose>
      </dt>
      <dd>
        <p><xsl:call-template name="gloss"/></p>
        <p class="counts">
          <xsl:call-template name="digits"><xsl:with-param name="n" select="@n"/></xsl:call-template><xsl:text>&#xa0;× </xsl:text>
          <xsl:call-template name="in-documents"><xsl:with-param name="n" select="@documents"/></xsl:call-template>
          <xsl:apply-templates select="attribute"/>
        </p>
        <xsl:apply-templates select="example"/>
      </dd>
    </div>
  </xsl:template>

  <xsl:template name="gloss">
    <xsl:choose>
      <xsl:when test="@ns"><xsl:value-of select="$a/no-tei"/>: <xsl:value-of select="@ns"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$t//gloss[@n = current()/@name]"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="element/attribute">
    <xsl:text> </xsl:text><span><code>@<xsl:value-of select="@name"/></code>&#xa0;<xsl:call-template name="digits"><xsl:with-param name="n" select="@n"/></xsl:call-template></span>
  </xsl:template>

  <!-- as it stands in the file; what is long is cut -->
  <xsl:template match="example">
    <xsl:variable name="name" select="../@name"/>
    <p class="example">
      <code dir="ltr">
        <xsl:value-of select="concat('&lt;', $name)"/><xsl:apply-templates select="attribute" mode="tag"/>
        <xsl:choose>
          <xsl:when test="part or words != ''"><xsl:text>&gt;</xsl:text><xsl:apply-templates select="part"/><xsl:if test="more"> …</xsl:if><bdi><xsl:value-of select="words"/></bdi><xsl:value-of select="concat('&lt;/', $name, '&gt;')"/></xsl:when>
          <xsl:otherwise>/&gt;</xsl:otherwise>
        </xsl:choose>
      </code>
      <xsl:text> </xsl:text>
      <a class="from">
        <xsl:attribute name="href"><xsl:value-of select="@href"/><xsl:if test="@fragment != ''"><xsl:value-of select="concat('#', @fragment)"/></xsl:if></xsl:attribute>
        <xsl:attribute name="title"><xsl:value-of select="title"/></xsl:attribute>
        <xsl:choose>
          <xsl:when test="@date != ''"><xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="@date"/></xsl:call-template></xsl:when>
          <xsl:when test="normalize-space(title) != ''"><xsl:value-of select="title"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$t/untitled"/></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="starts-with(@fragment, 'p-')"><xsl:value-of select="concat(', ¶&#xa0;', substring(@fragment, 3))"/></xsl:if>
      </a>
    </p>
  </xsl:template>
  <xsl:template match="attribute" mode="tag"><xsl:value-of select="concat(' ', @name, '=&quot;', ., '&quot;')"/></xsl:template>
  <xsl:template match="part"><xsl:value-of select="concat('&lt;', @name, '&gt;…&lt;/', @name, '&gt;')"/></xsl:template>

  <!-- one kind of rule with its wordings -->
  <xsl:template match="rule">
    <div>
      <dt><xsl:value-of select="$t/of[@n = current()/@kind]"/><xsl:if test="not($t/of[@n = current()/@kind])"><code><xsl:value-of select="@kind"/></code></xsl:if></dt>
      <xsl:apply-templates select="key('rules', @kind)" mode="wording"/>
    </div>
  </xsl:template>
  <xsl:template match="rule" mode="wording">
    <dd dir="auto"><xsl:value-of select="."/><xsl:if test="@documents != /about/@documents"><xsl:text> </xsl:text><small><xsl:call-template name="in-documents"><xsl:with-param name="n" select="@documents"/></xsl:call-template></small></xsl:if></dd>
  </xsl:template>
</xsl:stylesheet>
