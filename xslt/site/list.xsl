<?xml version="1.0" encoding="UTF-8"?>
<!--
  The documents that have something in common, and the titles from A to Z.

  Input, made by site/narrowing.py, site/years.py and site/correspondence.py:
    <list kind="type" name="letter" count="48"> <group year="1964"><document/> …</group> … </list>
    <list kind="language" name="en" …/> <list kind="archive" name="AQPPSH" …/> <list kind="undated" …/>
    <list kind="titles" count="124"> <group letter="A"><document/> …</group> … </list>
    <list kind="sender" id="pers-x" name="Enver Hoxha" count="9"> <group id="to-x"><receiver/> <document/> …</group> … </list>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="str">

  <xsl:include href="lists.xsl"/>

  <xsl:template match="/list">
    <xsl:call-template name="page">
      <xsl:with-param name="title"><xsl:apply-templates select="." mode="title"/></xsl:with-param>
      <xsl:with-param name="over"><xsl:value-of select="$t/facet[@n = current()[@kind = 'archive']/@kind]"/></xsl:with-param>
      <xsl:with-param name="way"><xsl:apply-templates select="." mode="way"/></xsl:with-param>
      <xsl:with-param name="body">
        <xsl:if test="count(group) &gt; 2"><nav class="jump" aria-label="{$t/on-this-page}"><ol><xsl:apply-templates select="group" mode="jump"/></ol></nav></xsl:if>
        <div id="list" tabindex="-1"><xsl:apply-templates select="group"/></div>
        <xsl:call-template name="facets">
          <xsl:with-param name="only"><xsl:apply-templates select="." mode="only"/></xsl:with-param>
          <xsl:with-param name="order"><xsl:choose><xsl:when test="@kind = 'titles'">title</xsl:when><xsl:otherwise>date</xsl:otherwise></xsl:choose></xsl:with-param>
        </xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="list[@kind = 'type']" mode="title">
    <xsl:value-of select="$t/genres[@n = current()/@name]"/>
    <xsl:if test="not($t/genres[@n = current()/@name])"><xsl:value-of select="@name"/></xsl:if>
  </xsl:template>
  <xsl:template match="list[@kind = 'language']" mode="title">
    <xsl:variable name="word" select="$t/language-name[@n = current()/@name]"/>
    <xsl:value-of select="str:replace($t/in-language, '%', string(($word | @name[not($word)])[1]))"/>
  </xsl:template>
  <xsl:template match="list[@kind = 'archive']" mode="title"><xsl:value-of select="@name"/></xsl:template>
  <xsl:template match="list[@kind = 'undated']" mode="title"><xsl:value-of select="$t/undated-documents"/></xsl:template>
  <xsl:template match="list[@kind = 'titles']" mode="title"><xsl:value-of select="$t/titles"/></xsl:template>
  <xsl:template match="list[@kind = 'sender']" mode="title"><xsl:value-of select="str:replace($t/letters-of, '%', string(@name))"/></xsl:template>
  <xsl:template match="list[@kind = 'sender'][not(@name) or @name = '']" mode="title"><xsl:value-of select="$t/letters-of-unknown"/></xsl:template>

  <xsl:template match="list" mode="way"/>
  <xsl:template match="list[@kind = 'undated']" mode="way"><li><a href="index.html"><xsl:value-of select="$t/chronology"/></a></li></xsl:template>
  <xsl:template match="list[@kind = 'sender']" mode="way"><li><a href="../correspondence.html"><xsl:value-of select="$t/correspondence"/></a></li></xsl:template>

  <xsl:template match="list" mode="only"><xsl:value-of select="concat(@kind, '=', @name)"/></xsl:template>
  <xsl:template match="list[@kind = 'undated']" mode="only">year=</xsl:template>
  <xsl:template match="list[@kind = 'titles']" mode="only"/>
  <xsl:template match="list[@kind = 'sender']" mode="only"><xsl:value-of select="concat('from=', @id)"/></xsl:template>

  <!-- groups -->
  <xsl:template match="group">
    <xsl:call-template name="section">
      <xsl:with-param name="id"><xsl:apply-templates select="." mode="id"/></xsl:with-param>
      <xsl:with-param name="title"><xsl:apply-templates select="." mode="title"/></xsl:with-param>
      <xsl:with-param name="documents" select="document"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="group" mode="jump">
    <xsl:variable name="id"><xsl:apply-templates select="." mode="id"/></xsl:variable>
    <li><a href="#{$id}"><xsl:apply-templates select="." mode="title"/></a><xsl:if test="receiver"><xsl:text> </xsl:text><small><xsl:value-of select="count(document)"/></small></xsl:if></li>
  </xsl:template>

  <xsl:template match="group" mode="id">undated</xsl:template>
  <xsl:template match="group[@year]" mode="id"><xsl:value-of select="concat('y', @year)"/></xsl:template>
  <xsl:template match="group[@letter]" mode="id"><xsl:value-of select="concat('t', @letter)"/></xsl:template>
  <xsl:template match="group[@id]" mode="id"><xsl:value-of select="@id"/></xsl:template>

  <xsl:template match="group" mode="title"><xsl:value-of select="$t/undated"/></xsl:template>
  <xsl:template match="group[@year]" mode="title"><xsl:value-of select="@year"/></xsl:template>
  <xsl:template match="group[@letter]" mode="title"><xsl:value-of select="@letter"/></xsl:template>
  <xsl:template match="group[@letter = '0']" mode="title">0–9</xsl:template>
  <xsl:template match="group[@letter = '']" mode="title"><xsl:value-of select="$t/untitled"/></xsl:template>
  <xsl:template match="group[receiver]" mode="title">
    <xsl:variable name="name"><xsl:value-of select="receiver"/><xsl:if test="receiver = ''"><xsl:value-of select="$t/unknown-person"/></xsl:if></xsl:variable>
    <xsl:value-of select="str:replace($t/letters-to, '%', string($name))"/>
  </xsl:template>
</xsl:stylesheet>
