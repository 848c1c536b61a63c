<?xml version="1.0" encoding="UTF-8"?>
<!-- Names: in the text, and the lists of people, organisations and places named on this page. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <!-- every mention in the text, the labels of turns excepted: they are counted as turns -->
  <xsl:key name="naming" match="tei:text//tei:persName[@ref][not(parent::tei:speaker)]
    | tei:text//tei:orgName[@ref] | tei:text//tei:placeName[@ref]" use="@ref"/>
  <!-- the paragraphs that name somebody -->
  <xsl:key name="place-of-naming" match="tei:text//tei:p[@xml:id] | tei:text//tei:opener[@xml:id] | tei:text//tei:closer[@xml:id]
    | tei:text//tei:head[@xml:id] | tei:text//tei:item[@xml:id][not(tei:p)] | tei:text//tei:table[@xml:id]"
    use=".//tei:persName/@ref | .//tei:orgName/@ref | .//tei:placeName/@ref"/>

  <xsl:variable name="listed" select="$tei/tei:standOff | $profileDesc/tei:particDesc"/>
  <xsl:variable name="named-people" select="($listed//tei:person | $listed//tei:personGrp)[key('naming', concat('#', @xml:id))]"/>
  <xsl:variable name="named-orgs" select="$listed//tei:org[key('naming', concat('#', @xml:id))]"/>
  <xsl:variable name="named-places" select="$listed//tei:place[key('naming', concat('#', @xml:id))]"/>
  <xsl:variable name="named" select="$named-people | $named-orgs | $named-places"/>

  <!-- In the text ================================================================================== -->

  <xsl:template match="tei:persName | tei:orgName | tei:placeName">
    <xsl:variable name="of" select="key('id', substring-after(@ref, '#'))[self::tei:person or self::tei:personGrp or self::tei:org or self::tei:place]"/>
    <xsl:choose>
      <xsl:when test="$of and key('naming', @ref) and $tei and not(ancestor::tei:ref or ancestor::tei:teiHeader
          or ancestor::tei:persName or ancestor::tei:orgName or ancestor::tei:placeName or descendant::tei:note or descendant::tei:ref)">
        <a class="tei-{local-name()}" href="{@ref}"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></a>
      </xsl:when>
      <xsl:otherwise><span class="tei-{local-name()}"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:roleName"><span class="tei-roleName"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></span></xsl:template>

  <!-- i. Named here ================================================================================ -->

  <xsl:template name="named">
    <xsl:if test="$named">
      <section id="named" class="named" aria-labelledby="h-named">
        <h2 id="h-named"><xsl:value-of select="$t/named"/></h2>
        <div class="lists">
          <xsl:call-template name="named-list"><xsl:with-param name="label" select="$t/people"/><xsl:with-param name="of" select="$named-people"/></xsl:call-template>
          <xsl:call-template name="named-list"><xsl:with-param name="label" select="$t/organisations"/><xsl:with-param name="of" select="$named-orgs"/></xsl:call-template>
          <xsl:call-template name="named-list"><xsl:with-param name="label" select="$t/places"/><xsl:with-param name="of" select="$named-places"/></xsl:call-template>
        </div>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="named-list">
    <xsl:param name="label"/>
    <xsl:param name="of"/>
    <xsl:if test="$of">
      <div>
        <h3><xsl:value-of select="$label"/><xsl:text> </xsl:text><small><xsl:value-of select="count($of)"/></small></h3>
        <ul>
          <xsl:apply-templates select="$of" mode="named"><xsl:sort select="(tei:persName | tei:orgName | tei:placeName)[1]"/></xsl:apply-templates>
        </ul>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="named">
    <xsl:variable name="ref" select="concat('#', @xml:id)"/>
    <li>
      <xsl:call-template name="atts"/>
      <b><xsl:value-of select="normalize-space((tei:persName | tei:orgName | tei:placeName)[1])"/></b>
      <xsl:text> </xsl:text><small class="times"><xsl:value-of select="count(key('naming', $ref))"/>&#xa0;×</small>
      <xsl:for-each select="(tei:persName | tei:orgName | tei:placeName)[position() &gt; 1]">
        <xsl:choose><xsl:when test="position() = 1"><xsl:text> </xsl:text><span class="also"><xsl:value-of select="concat($t/also, ' ', normalize-space(.))"/></span></xsl:when>
        <xsl:otherwise><span class="also"><xsl:value-of select="concat(', ', normalize-space(.))"/></span></xsl:otherwise></xsl:choose>
      </xsl:for-each>
      <span class="where">
        <xsl:apply-templates select="key('place-of-naming', $ref)" mode="where"/>
      </span>
    </li>
  </xsl:template>

  <!-- where it is named: ¶ 3 · 7 · heading -->
  <xsl:template match="*" mode="where">
    <xsl:text> </xsl:text>
    <a href="#{@xml:id}">
      <xsl:choose>
        <xsl:when test="starts-with(@xml:id, 'p-')"><xsl:attribute name="aria-label"><xsl:value-of select="concat($paragraph-word, substring(@xml:id, 2))"/></xsl:attribute><xsl:value-of select="concat('¶&#xa0;', substring(@xml:id, 3))"/></xsl:when>
        <xsl:when test="$t/where[@n = local-name(current())]"><xsl:value-of select="$t/where[@n = local-name(current())]"/></xsl:when>
        <xsl:otherwise>¶</xsl:otherwise>
      </xsl:choose>
    </a>
  </xsl:template>

  <!-- entries of standOff and particDesc, should a file show them in its text -->
  <xsl:template match="tei:listPerson | tei:listOrg | tei:listPlace | tei:person | tei:personGrp | tei:org | tei:place">
    <xsl:call-template name="unknown"/>
  </xsl:template>
</xsl:stylesheet>
